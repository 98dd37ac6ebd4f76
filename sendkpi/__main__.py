from sendkpi.cli import main

raise SystemExit(main())

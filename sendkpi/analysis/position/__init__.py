"""Where the measures are in a month: scorecard, sentence, exceptions, trends and benchmarks."""

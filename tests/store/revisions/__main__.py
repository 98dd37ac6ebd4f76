from tests.store.revisions import keep

keep()

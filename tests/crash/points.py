"""Every place where a crash test may kill the program: the names that `linewatch.failpoints.reach` is given."""

SAVING = (
    "run.before_save",
    "store.before_begin",
    "store.after_begin",
    "store.after_articles",
    "store.after_records",
    "store.after_kinship",
    "store.after_rejections",
    "store.before_commit",
    "store.after_commit",
    "run.after_save",
)
UPGRADING = (
    "store.during_backup",
    "store.before_upgrade",
    "store.before_upgrade_commit",
    "store.after_upgrade",
)
TELLING = (
    "watch.after_commit",
    "notify.before_send",
    "notify.after_send",
)
POINTS = (*SAVING, *UPGRADING, *TELLING)

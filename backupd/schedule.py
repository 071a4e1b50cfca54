"""Every background job and its timetable. Names are what the queue stores: they last, files may move."""

from backupd import (
    albums,
    book,
    capsules,
    family,
    home,
    intake,
    media,
    memories,
    notify,
    reactions,
    relays,
    search,
)
from backupd.core.jobs import Job
from backupd.core.snapshots import examine, nightly_snapshot
from backupd.core.trusted import keep_time

MINUTE, HOUR, DAY = 60, 3600, 86400

TABLE = (
    Job("snapshot", nightly_snapshot, "clockwork", every=DAY),
    Job("keep_time", keep_time, "clockwork", every=MINUTE),
    Job("examine", examine, "clockwork", every=7 * DAY),
    Job("welcome", intake.welcome, "pictures", unfinished=intake.unwelcomed),
    Job("take", intake.take, "pictures", unfinished=intake.folders_to_take),
    Job("redevelop", media.redevelop, "pictures"),
    Job("recover", media.recover, "pictures", every=DAY),
    Job("film", media.film, "films", unfinished=media.films_needed),
    Job("name_places", media.name_places, "clockwork", unfinished=media.places_to_name),
    Job("name_stories", albums.name_stories, "clockwork", unfinished=albums.stories_to_name),
    Job("draw_edit", albums.draw_photo, "pictures", unfinished=albums.photos_to_draw),
    Job("cut_edit", albums.cut_film, "films", unfinished=albums.films_to_cut),
    Job("face", home.draw_face, "pictures", unfinished=home.faces_to_draw),
    Job("bare_film", media.bare_film, "films"),
    Job("tell", intake.tell, "clockwork", every=MINUTE),
    Job("purge_old", albums.purge_old, "clockwork", every=DAY),
    Job("free_space", albums.free_space, "pictures", every=HOUR),
    Job("tidy", intake.tidy, "clockwork", every=DAY),
    Job("passes", family.end_overdue, "clockwork", every=HOUR),
    Job("forgotten_devices", family.end_forgotten, "clockwork", every=DAY),
    Job("print_book", book.print_book, "books", unfinished=book.books_to_print),
    Job("tidy_books", book.tidy_books, "clockwork", every=DAY),
    Job("memories", memories.remember, "clockwork", every=10 * MINUTE),
    Job("open_due", capsules.open_due, "clockwork", every=MINUTE),
    Job("count_down", capsules.count_down, "clockwork", every=10 * MINUTE),
    Job("open_capsule", capsules.open_capsule, "capsules", unfinished=capsules.opening_now),
    Job("tidy_capsules", capsules.tidy_capsules, "clockwork", every=DAY),
    Job("keep_turns", relays.keep_turns, "clockwork", every=MINUTE),
    Job("settle_strips", intake.settle_strips, "clockwork", every=10 * MINUTE),
    Job("edit_in_strip", intake.edit_in_strip, "pictures", unfinished=intake.edits_to_make),
    Job("outbox", notify.outbox, "clockwork", every=MINUTE),
    Job("tidy_messages", notify.tidy_messages, "clockwork", every=DAY),
    Job("watch_box", home.watch_box, "clockwork", every=10 * MINUTE),
    Job("deliver", notify.deliver, "messages", unfinished=notify.channels_due),
    Job("read_words", search.read_words, "clockwork", every=MINUTE),
    Job("tidy_comments", reactions.tidy_comments, "clockwork", every=DAY),
    Job("sweep_comment_files", reactions.sweep_files, "clockwork", every=HOUR),
    Job("keep_feed", reactions.keep_feed, "clockwork", every=DAY),
    Job("uploads", intake.sweep_uploads, "pictures", every=HOUR),
)

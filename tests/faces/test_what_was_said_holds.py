"""What people said of a face holds: through undoing, and while the box sorts."""

from backupd.faces import actions, sights, store
from backupd.faces.grouping import Face, Known, Neighbour, decide
from backupd.faces.orders import Near
from backupd.faces.placing import _Sorting


def the_two(library, viewer):
    return [each.id for each in sights.somebodies(library, viewer)]


def refused(library):
    return {
        tuple(row) for row in library.database.connection.execute("SELECT somebody, face FROM not_somebody")
    }


def apart(library):
    return {tuple(row) for row in library.database.connection.execute("SELECT somebody, other FROM not_same")}


def test_what_was_said_no_to_is_still_so_when_putting_together_is_undone(wished, mother, seen):
    for who, times in ((1, 3), (2, 3), (3, 2)):
        for _ in range(times):
            seen((who, 0.1))
    one, two, three = the_two(wished, mother)
    faces = [each.id for each in sights.sorting(wished, mother, two).faces]
    actions.move(wished, mother, two, faces[:1], "nobody")
    with wished.database.writing() as connection:
        actions._set_apart(connection, two, three)
    before = refused(wished), apart(wished)
    actions.merge(wished, mother, one, two)
    actions.undo(wished, mother, sights.last_act(wished, mother))
    assert (refused(wished), apart(wished)) == before


def test_two_undated_pictures_must_be_nearer_too():
    """A drawer of scans nobody dated: as many years may lie between them as between one dated and one not."""
    new = Face(1, media=10, good=True, year=None)
    near = [Neighbour(Face(2, 20, True, None, 7), 0.42)]
    assert decide(new, near, {7: Known(7, 2, frozenset({20}))}).joins is None


def test_a_no_that_is_said_while_the_box_sorts_holds(wished, mother, seen):

    for _ in range(2):
        seen((1, 0.1))
    whose = the_two(wished, mother)[0]
    theirs = [each.id for each in sights.sorting(wished, mother, whose).faces]
    seen((2, 0.1))
    one = wished.database.value("SELECT max(id) FROM face")
    sorting = _Sorting(wished, mother.family, store.faces_of(wished, mother.family)[0])
    with wished.database.writing() as connection:  # actions.answer(…, "no")
        actions._said_of_one(wished, mother, connection, one, whose, theirs=False)
    sorting.batch({one: [Near(each, 0.2) for each in theirs]})
    assert wished.database.value("SELECT somebody FROM somebody_face WHERE face = ?", (one,)) is None

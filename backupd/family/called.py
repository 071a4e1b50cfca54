"""The SQL of names: whoever shows a person to a viewer selects their name by this."""


def called_name(person: str = "person", viewer: str = ":viewer") -> str:
    """The name of a row of `person` as the bound viewer calls them: what they set, else the person's own. Guests and
    frames call everybody by their own name."""
    return f"""coalesce((SELECT calling.name FROM calling
        WHERE calling.caller = {viewer} AND calling.person = {person}.id), {person}.name)"""

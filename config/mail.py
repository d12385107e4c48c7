"""How mail leaves the house: through the server that EMAIL_URL names, or into a folder where there is none."""

from typing import Any

import environ

FOLDER = "records.services.mail_folder.MailFolder"


def mail_settings(url: str) -> dict[str, Any]:
    """Return Django's settings for `smtp+tls://user:password@host:587`; an empty one means the folder."""
    if not url:
        return {"EMAIL_BACKEND": FOLDER}
    named: dict[str, Any] = environ.Env.email_url_config(url)
    # A server that does not answer keeps one mail waiting, never the worker.
    return {name: value for name, value in named.items() if name != "EMAIL_FILE_PATH"} | {"EMAIL_TIMEOUT": 20}

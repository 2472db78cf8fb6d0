"""Files in which the code of a person stands, in every way in which a program may write it."""

import codecs
import io
import zipfile
from base64 import b64encode
from email.message import EmailMessage

CODE = "charity-1"


def packed(*files: tuple[str, bytes]) -> bytes:
    """Files packed in one, as in the documents of office programs."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()


def attached(*files: tuple[str, bytes]) -> bytes:
    """A mail with files in it, in the letters that mail programs choose."""
    message = EmailMessage()
    message["Subject"] = "Harbour"
    message.set_content("See below.")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


TEXT = f"Seen by {CODE.upper()}, who said no."
HIDDEN: dict[str, bytes] = {
    "utf-16": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "utf-16 without a mark": TEXT.encode("utf-16-be"),
    "utf-32": TEXT.encode("utf-32"),
    "sheet": packed(("xl/sharedStrings.xml", b"<si><r><t>char</t></r><r><t>ity-1</t></r></si>")),
    "document in a zip": packed(("in.docx", packed(("word/document.xml", TEXT.encode())))),
    "page": b"<p>charity<!-- -->&#45;1</p>",
    "another hyphen": "charity\u20111".encode(),
    "markdown": b"charity\\-1",
    "large": b" " * (8 * 2**20) + TEXT.encode(),
    "mail": b"Subject: x\nContent-Transfer-Encoding: base64\n\n" + b64encode(TEXT.encode()),
    "wrapped mail": b"Subject: x\n\ncharity=\r\n-=\n1",
    "attached": attached(("a.txt", b"x"), ("in.xlsx", packed(("word/document.xml", TEXT.encode())))),
}

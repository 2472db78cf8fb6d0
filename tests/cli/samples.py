"""An invented code that has every part which a command can show."""

OTTERBURY = """\
format = 1

[code]
id = "otterbury-promises"
title = "Promises between neighbours"
kind = "schedule"
place = "Otterbury, Erewhon"
issued = "2021-05"
status = "current"
scale = "agree4"
stem = "Together we"
summary = "How the town and its clubs keep faith with each other."

[agreement]
id = "otterbury-covenant"
name = "Otterbury Covenant"
kind = "covenant"
signed = "2021"

[source]
title = "Promises between neighbours, first printing"
publisher = "Otterbury Town Meeting"

[[parties]]
id = "town"
name = "Town Meeting"
side = "public"

[[parties]]
id = "clubs"
name = "Clubs of Otterbury"
side = "third"

[[sections]]
id = "aims"
number = "1"
title = "Aims"
lead = "We aim at this:"

[[sections]]
id = "aims-later"
within = "aims"
number = "1.1"
title = "Later aims"

[[sections]]
id = "deeds"
number = "2"
title = "Deeds"
duty = ["all"]

[[groups]]
id = "money"
section = "deeds"
title = "Money"
at = "2, table 1"

[[provisions]]
section = "aims"
id = "trust"
kind = "principle"
at = "1, bullet 1"
title = "Trust"
text = "Each side believes what the other says until it has seen otherwise."

[[provisions]]
section = "aims-later"
id = "grow"
kind = "paragraph"
at = "1.1"
text = "The covenant may grow."
items = ["new clubs", "new streets"]

[[provisions]]
section = "deeds"
id = "meet"
kind = "action"
at = "2, bullet 1"
title = "Meet each month"
text = "Meet on the first Monday of each month, and write down what was said."
parts = ["meets", "writes"]

[[provisions]]
section = "deeds"
id = "pay-early"
kind = "commitment"
at = "2, table 1, left"
text = "Grants are paid before the work begins."
duty = ["town"]
group = "money"

[[provisions]]
section = "deeds"
id = "show-books"
kind = "commitment"
at = "2, table 1, right"
text = "Each club shows its books to anybody who asks."
duty = ["clubs"]
group = "money"

[[tables]]
id = "dates"
section = "deeds"
at = "2, table 2"
title = "Dates"
headings = ["Month", "Place"]
rows = [["May", "Mill"], ["June", "Barn"]]

[[quotations]]
id = "old-law"
section = "aims"
at = "1, box"
instrument = "Law of the Ford"
text = "Whoever keeps the ford keeps it for all."

[[signatories]]
organisation = "Otterbury Town Meeting"
role = "clerk"
party = "town"
signed = "2021"

[[links]]
from = "meet"
to = "trust"
relation = "upholds"
reason = "People who meet get to know each other."
"""

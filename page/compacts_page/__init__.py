"""The program in a web page: what a terminal and a disk do elsewhere is done here by the page."""

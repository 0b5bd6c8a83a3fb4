"""应急处置: call-outs with their boards, and the reporting of incidents."""

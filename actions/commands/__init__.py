"""The commands of the shop's side, one file for each thing they speak of. They write to the database themselves."""

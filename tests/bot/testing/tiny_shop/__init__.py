"""The smallest shop whose actions a runner can run: a file of orders, and actions that write to it, lie or break."""

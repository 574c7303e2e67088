"""The content to read: its entries, what is found in them, and each as lines. Pure, but for `state`."""

"""What BackUP promises in numbers, measured on the machine at hand."""

"""What call and meeting platforms export."""

"""What every room stands on. It knows agencies, areas and procedures by opaque code only."""

"""What people decide: agreement of coders, and voices set right by hand."""

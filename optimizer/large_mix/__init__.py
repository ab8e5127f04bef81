"""The mix of large order books: the same problem as `mix`, in arrays instead of objects."""

"""landbridge."""

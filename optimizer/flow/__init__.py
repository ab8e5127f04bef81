"""Static multicommodity flow: column generation with an interior point master of its own."""

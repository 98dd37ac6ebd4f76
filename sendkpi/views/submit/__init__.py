"""The pages that send figures: Submit and Due."""

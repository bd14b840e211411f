"""Pages for those who steer the reform: leaders, Home Affairs, heads of agencies. What was issued is public."""

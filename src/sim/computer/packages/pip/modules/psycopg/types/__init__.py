# Types of values.

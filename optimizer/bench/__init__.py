"""Run instances with known optima, and say how near the answers come.

A family of instances is a function from the folder of cases to its cases, and stands in
`families.FAMILIES`.
"""

<?php
print_r(array_combine(['a', 'b'], [1, 2]));
print_r(array_flip(['a', 'b']));
print_r(array_fill(5, 3, 'v'));
print_r(array_fill_keys(['a', 'b'], 0));
print_r(range('a', 'e', 2));
print_r(range(10, 0, -5));
print_r(range(0, 1, 0.25));
print_r(array_pad([1], 3, 0));
print_r(array_pad([1], -3, 0));

<?php
print_r(array_chunk(['a' => 1, 'b' => 2, 'c' => 3], 2, true));
print_r(array_unique([1, '1', 2, 2.0, 'a', 'A']));
print_r(array_count_values(['a', 'b', 'a', 1, '1']));
print_r(array_reverse(['x' => 1, 2, 3], true));
print_r(array_reverse([1, 2, 'k' => 3]));

<?php
print_r(array_diff([1, 2, 3, 4], [2, 4]));
print_r(array_diff_key(['a' => 1, 'b' => 2], ['a' => 9]));
print_r(array_intersect(['a' => 'g', 'b' => 'h'], ['h']));
print_r(array_intersect_key(['a' => 1, 'b' => 2], ['a' => 0]));
print_r(array_diff_assoc(['a' => 1, 0 => 2], ['a' => 1, 1 => 2]));
print_r(array_udiff([1, 5, 3], [3], fn($x, $y) => $x <=> $y));

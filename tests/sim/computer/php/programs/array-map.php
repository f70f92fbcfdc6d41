<?php
print_r(array_map(null, [1, 2], ['a', 'b']));
print_r(array_map(fn($x, $y) => $x . $y, ['a' => 1], ['b' => 2]));
print_r(array_map(fn($x) => $x * 2, ['k' => 1]));
print_r(array_filter([1, 0, 2, null, '', 'a', false, []]));
print_r(array_filter(['a' => 1, 'b' => 2], fn($k) => $k !== 'a', ARRAY_FILTER_USE_KEY));
echo array_reduce([1, 2, 3], fn($c, $i) => $c + $i, 10), "\n";

<?php
print_r(array_slice([1, 2, 3, 4, 5], 1, 3));
print_r(array_slice(['a' => 1, 5 => 2, 6 => 3], 1));
print_r(array_slice([1, 2, 3], -2, 1, true));
$sp = [1, 2, 3, 4];
$removed = array_splice($sp, 1, 2, ['x', 'y', 'z']);
print_r($sp);
print_r($removed);

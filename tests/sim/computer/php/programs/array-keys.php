<?php
$a = [3, 'x' => 1, 2];
$a[] = 9;
unset($a[0]);
print_r($a);
print_r(array_values($a));
print_r(array_merge([1, 2], ['a' => 1], [5 => 3]));
print_r([1, 2] + [5, 6, 7]);
print_r([...[1, 2], ...['k' => 'v'], ...[3]]);

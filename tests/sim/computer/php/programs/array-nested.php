<?php
print_r(str_split('abc'));
echo implode(', ', array_keys(['a' => 1, 'b' => 2, 'c' => 1], 1)), "\n";
$matrix = [[1, 2], [3, 4]];
print_r(array_map(null, ...$matrix));
foreach ($matrix as [$p, $q]) echo $p + $q, ' ';
echo "\n";
var_dump(array_flip([1, 'a']), [[]], [1 => [2 => [3 => null]]]);
echo count([1, [2, 3]], COUNT_RECURSIVE), ' ', array_rand([5 => 1]), "\n";
var_export([1, 'a' => [true, null, 1.0, 'q\'s'], new stdClass]);
echo "\n";

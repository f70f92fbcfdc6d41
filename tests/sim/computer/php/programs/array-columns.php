<?php
print_r(array_column([['id' => 3, 'n' => 'a'], ['id' => 4, 'n' => 'b'], ['n' => 'c']], 'n', 'id'));
print_r(array_column([['id' => 3, 'n' => 'a']], null, 'id'));
print_r(array_merge_recursive(['a' => [1], 'b' => 2], ['a' => [3], 'b' => 4]));
print_r(array_replace([1, 2], [1 => 'b', 3 => 'd']));
print_r(array_replace_recursive(['a' => ['x' => 1, 'y' => 2]], ['a' => ['y' => 9]]));

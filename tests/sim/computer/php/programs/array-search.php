<?php
var_dump(in_array('1e1', ['10']), in_array('abc', [0]), in_array(null, [0]), in_array('1', [1, 2], true), array_search('2', [1, 2]), array_search('x', ['a']), array_key_exists('a', ['a' => null]), isset(['a' => null]['a']), array_key_first(['x' => 1]), array_key_last([1, 2]), array_is_list([1, 2]), array_is_list([1 => 1]));

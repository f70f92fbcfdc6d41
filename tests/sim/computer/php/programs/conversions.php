<?php
var_dump((string) false, (bool) '0', (bool) '0.0', (bool) [], (bool) [0], (int) true, (array) 'a', (object) ['a' => 1], 0 == 'a', '1' == '01', 100 == '1e2', null ?? 'd', !empty('0'), 'a' . 1 . 2.0);
var_dump(1 <=> 2, [1, 2] == [2 => 1], [1, 2] === [1, 2], 'abc' == 'ABC', 5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 3, -8 >> 1, 'a' ^ 'B', true xor true);

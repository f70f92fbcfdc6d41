<?php
echo implode(' ', array_map('ucfirst', explode('_', 'snake_case_name'))), "\n";
echo trim("  x  "), '|', rtrim('xaab', 'ab'), '|', ltrim('0012', '0'), '|', trim('[x]', '[]'), '|', chop("x\n"), "|\n";
echo str_replace(['a', 'b'], ['1', '2'], 'aabbc', $count), $count, ' ', substr_replace('Hello', 'J', 0, 1), ' ', substr_replace('abc', 'X', -1, 0), ' ', strtr('Hi all', ['Hi' => 'Hello', 'Hello' => 'x']), ' ', strtr('abc', 'ab', 'xy'), "\n";

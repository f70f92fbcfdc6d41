<?php
var_dump(@preg_match('/(unclosed/', 'x'), preg_last_error(), preg_last_error_msg());
echo preg_match('/(/', 'x'), "|\n";
preg_match('no delimiters', 'x');
preg_match('/x/k', 'x');
echo preg_replace('/(?<word>\w+)/', '[$1]', 'a b'), preg_replace('/e/', '\\\\', 'ee'), preg_replace('/\//', '-', 'a/b'), ' ', preg_replace('/a++b/', 'X', 'aaab'), preg_replace('/^\s+|\s+$/', '', '  trim '), preg_replace("/[^a-z0-9]+/i", '-', 'Hello, World! 2'), "\n";

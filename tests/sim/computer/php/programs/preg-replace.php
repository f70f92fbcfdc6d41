<?php
echo preg_replace('/\s+/', ' ', "a  b \n c"), preg_replace('/(\w+) (\w+)/', '$2 ${1}1 \0', 'hello world'), preg_replace(['/a/', '/b/'], ['b', 'c'], 'ab'), preg_replace('/x/', 'y', 'xxx', 2, $n), $n, "\n";
echo preg_replace_callback('/\d+/', fn($m) => $m[0] * 2, 'a1 b22'), preg_replace_callback_array(['/a/' => fn($m) => 'A', '/b/' => fn($m) => 'B'], 'ab'), "\n";

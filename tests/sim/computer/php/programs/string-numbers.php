<?php
print_r(parse_url('https://user:pw@example.com:8080/p/a/t/h?query=1&b[]=2#frag'));
parse_str('a=1&b[]=2&b[]=3&c[k]=v', $out);
print_r($out);
echo number_format(1234567.891), number_format(1234567.891, 2), ' ', number_format(1234567.891, 2, ',', '.'), ' ', number_format(0.5), ' ', number_format(-1234.567, 1), "\n";

<?php
echo preg_match('/(\d+)-(\d+)/', 'tel 555-1234 and 666-4321', $m), ' ';
print_r($m);
echo preg_match_all('/(\d+)-(\d+)/', 'tel 555-1234 and 666-4321', $mm), ' ';
print_r($mm);
preg_match_all('/(?<a>\d)(?<b>x)?/', '1x2', $ms, PREG_SET_ORDER);
print_r($ms);
preg_match('/(?P<year>\d{4})-(?P<month>\d\d)/', 'on 2024-05-06', $d, PREG_OFFSET_CAPTURE);
print_r($d);
preg_match('/(a)(b)?(c)?/', 'a', $u);
print_r($u);
preg_match('/(a)(b)?(c)/', 'ac', $u2, PREG_UNMATCHED_AS_NULL);
var_dump($u2);

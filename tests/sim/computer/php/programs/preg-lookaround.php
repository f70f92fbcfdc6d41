<?php
echo preg_replace('/(?<!\d)(\d{3})(?=\d)/', '$1,', '123456'), ' ', implode('|', preg_split('/(?=[A-Z])/', 'helloWorldFooBar')), ' ', preg_replace('/x*/', '-', 'abc'), ' ', preg_match('/^(\w+)\s\1$/', 'hey hey'), ' ', preg_replace('~/+~', '/', 'a//b///c'), ' ', preg_replace('/\R/', '|', "a\r\nb\nc"), ' ', preg_replace('/[[:punct:]]/', '', 'a.b,c!'), ' ', preg_replace('/(?i)ABC/', 'x', 'abc'), ' ', preg_replace('/a # comment
/x', 'b', 'aa'), "\n";


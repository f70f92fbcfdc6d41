<?php
$s = 'The quick brown fox';
echo wordwrap('A very long woooooooooooord.', 8, "\n", false), "\n";
echo nl2br("a\nb"), ' ', strrev('abc'), ' ', str_word_count('Hello fri3nd, you\'re ok'), ' ', similar_text('World', 'Word', $pc), round($pc, 2), ' ', levenshtein('kitten', 'sitting'), ' ', soundex('Robert'), '', "\n";
print_r(explode(',', 'a,b,,c', -1));
print_r(str_split('abcdefg', 3));
print_r(preg_split('/[\s,]+/', "a, b  c,d"));
print_r(sscanf('age: 25 name: Bob', 'age: %d name: %s'));

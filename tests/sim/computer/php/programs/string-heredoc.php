<?php
echo ucwords(strtolower('JOHN O\'REILLY')), ' ', chunk_split('abcd', 2, '-'), ' ', strpbrk('This is', 'st'), ' ', strstr('user@example.com', '@'), strstr('user@example.com', '@', true), ' ', strrchr('a/b/c', '/'), ' ', substr_compare('abcde', 'bc', 1, 2), ' ', count_chars('abca', 3), ' ', nl2br('x'), lcfirst('Xy'), "\n";
$n = 5;
$arr = ['k' => ['z' => 1], 3 => 'three'];
$obj = new stdClass;
$obj->p = new stdClass;
$obj->p->q = 'deep';
echo "v: $n {$n}s $arr[3] {$arr['k']['z']} {$obj->p->q} \$n \x41 \u{1F600} \101 \t|\n";
echo <<<HTML
    <div>
      $n {$arr['k']['z']}
    </div>
    HTML . "\n" . <<<'RAW'
  raw $n \n
  RAW;
echo "\n", ucwords('a b'), PHP_EOL, vsprintf('%04d-%02d-%02d', [2024, 1, 5]), "\n";

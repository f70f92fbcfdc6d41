<?php
$d = new DateTime('2024-01-31 10:00:00');
$d->modify('+1 month');
echo $d->format('Y-m-d l'), ' ';
$d->setDate(2024, 2, 29)->setTime(23, 59);
echo $d->format(DATE_ATOM), ' ', $d->getTimestamp(), "\n";
$a = new DateTimeImmutable('2024-02-28');
$b = $a->add(new DateInterval('P1M2DT3H'));
echo $a->format('Y-m-d'), ' ', $b->format('Y-m-d H:i'), ' ', $a->sub(new DateInterval('P1Y'))->format('Y-m-d'), "\n";
$diff = $a->diff($b);
echo $diff->format('%R%a days %m months %d d %h h %y %I %S %%'), ' ', $diff->days, ' ', $diff->invert, ' ', $b->diff($a)->format('%R%a'), "\n";
var_dump($a < $b, $a == new DateTime('2024-02-28'), max($a, $b) === $b);

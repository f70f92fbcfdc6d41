const broken = {
  a: 1,
  b: 2
;
console.log(broken);

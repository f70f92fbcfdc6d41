const date = new Date('2024-03-15T13:45:30.123Z');
console.log(date, date.toISOString(), date.getTime(), date.getDay(), date.toString(), date.toUTCString(), String(date), JSON.stringify(date));
console.log(date.toLocaleDateString(), date.toLocaleTimeString(), date.toLocaleString(), date.toLocaleDateString('en-US', { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }));
console.log(date.toLocaleDateString('de-DE'), date.toLocaleDateString('en-GB'), date.toLocaleTimeString('en-US', { hour: '2-digit', minute: '2-digit' }), date.toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'short' }));
console.log(new Date(2024, 1, 29).toDateString(), new Date('invalid'), Number.isNaN(new Date('x').getTime()), new Date(0) < date, date - new Date(2024, 0, 1), new Date(2020, 12, 1).getMonth());
console.log((1234567.891).toLocaleString(), (0.256).toLocaleString('en-US', { style: 'percent' }), (1234.5).toLocaleString('en-US', { style: 'currency', currency: 'USD' }), new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' }).format(1234.5));
console.log(['b', 'a', 'C', 'ä', 'B'].sort((x, y) => x.localeCompare(y)), new Intl.DateTimeFormat('en-US').format(date), typeof Date.now(), Date.UTC(2000, 0));
console.log((25).toString(2), (255).toString(16), parseInt('12px'), (0.1 + 0.2).toFixed(2), Number.MAX_SAFE_INTEGER, 2 ** 53, 7 % 3, -7 % 3, 5 / 0);

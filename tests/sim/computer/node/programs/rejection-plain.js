Promise.reject({ status: 500 });

console.log('late is loaded');
export const when = await new Promise((resolve) => setTimeout(resolve, 5, 'later'));
export default { late: true };

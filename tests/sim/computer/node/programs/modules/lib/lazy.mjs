console.log('loaded lazily'); export const value = await Promise.resolve('lazy'); export default 1;

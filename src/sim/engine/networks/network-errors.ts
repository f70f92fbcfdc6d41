// Refusals of the networks that stand before the rest of the engine is loaded.
import { ApiError, forbidden, missing, system } from '../api-error.ts';

/** Part of the catalogue of errors. */
export const networkErrors = {
  noSuchNetwork: (name: string) => missing('no-such-network', `network ${name} not found`),
  addressInUse: () => forbidden('address-in-use', 'Address already in use'),
  noPools: () => new ApiError('no-pools', 'invalid', 'all predefined address pools have been fully subnetted'),
  noAddresses: (name: string, id: string, family = 'IPv4') =>
    system('no-addresses', `no available ${family} addresses on this network's address pools: ${name} (${id})`),
};

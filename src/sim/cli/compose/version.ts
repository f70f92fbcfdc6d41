// The version of Compose that is simulated.

/** As labels carry it and `version` prints it. */
export const composeVersion = '2.40.3';

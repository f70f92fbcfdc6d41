// Names for containers that were given none: an adjective and the surname of somebody who advanced science or computing.
import type { RandomStream } from '../kernel/random.ts';

const adjectives = `
admiring agile amiable ardent artful bold brave breezy bright brisk calm candid careful charming cheerful clever confident
content cosy crafty curious daring dazzling determined diligent dreamy eager earnest easygoing elated elegant eloquent epic fair
fearless fervent festive focused frank friendly frosty funny gallant generous gentle gifted graceful gracious happy hardy
hopeful humble inventive jolly jovial keen kind laughing lively loyal lucid magical merry mindful modest neat nifty nimble noble
objective optimistic patient peaceful pensive playful plucky polite practical proud quaint quick quiet relaxed resolute romantic
rustic serene sharp silly sincere sleepy smart steady stoic sunny sweet tender thoughtful tidy upbeat valiant vibrant vigilant
warm whimsical wise witty wonderful youthful zealous zesty
`
  .trim()
  .split(/\s+/);

const surnames = `
abel agnesi aiken alhazen allen ampere archimedes aristarchus arrhenius aryabhata avogadro babbage bacon banach banneker
bardeen bartik bayes becquerel bell bernoulli bessel bethe bhabha bhaskara biot blackwell bohm bohr boltzmann boole born bose
boyle brahe brahmagupta brattain brouwer burnell cantor carnot carson carver cauchy cavendish cayley celsius cerf chandrasekhar
chatelet chebyshev church clausius codd condorcet copernicus cori coriolis coulomb cray crick curie cuvier dalton darwin dedekind
descartes diffie dijkstra dirac doppler dyson easley eddington edison ehrlich einstein engelbart eratosthenes erdos euclid euler
faraday fermat fermi feynman fick fisher fleming floyd foucault fourier franklin fraunhofer frege fresnel galois galvani gauss
germain gibbs godel goldstine goodall halley hamilton hamming harvey hawking heaviside heisenberg hellman helmholtz henry herschel
hertz hilbert hoare hodgkin hollerith hopper hubble humboldt huygens hypatia ising jacobi jemison johnson joliot josephson joule
kapitsa kay kelvin kendrew kepler khayyam kilby kirchhoff klein knuth koch kolmogorov kovalevskaya kuiper lagrange lamarr lamport
landau landauer laplace lavoisier leakey leavitt legendre leibniz lemaitre linnaeus liskov lorentz lovelace lyell mach mandelbrot
margulis markov maxwell mccarthy mcclintock meitner mendel mendeleev michelson millikan minkowski minsky mirzakhani mobius moore
morse napier nash neumann newton nightingale noether noyce ohm oort ostrom pascal pasteur pauli peano pearson penrose perelman
perlman planck poincare poisson pople postel prandtl ptolemy pythagoras raman ramanujan ramsey rayleigh reynolds ride riemann
ritchie rubin russell rutherford sagan salk sanger schrodinger seaborg shannon shockley snell steiner stokes strachey sutherland
tarski tesla thales thompson torricelli torvalds tsiolkovsky turing vaughan vavilov venn vesalius virchow volta wallace watt weber
wegener weyl wiener wigner wiles wilkes wirth wright wu yalow yonath yukawa zhukovsky zuse
`
  .trim()
  .split(/\s+/);

/** A name such as `happy_lovelace`; from the second attempt on with a digit at the end. */
export function randomName(random: RandomStream, attempt = 0): string {
  const name = `${random.pick(adjectives)}_${random.pick(surnames)}`;
  return attempt === 0 ? name : `${name}${String(random.integer(10))}`;
}

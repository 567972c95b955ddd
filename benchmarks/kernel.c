/* The neighbour pass of src/c2sim/model/rules/neighbours.py, line by line. */
#include <stdint.h>

void means(int64_t n, const int64_t *start, const int32_t *size, const int32_t *other, const double *strength,
           const int8_t *kind, const double *levels, const int32_t *activity, double *out)
{
    const double *stress = levels, *agency = levels + 2 * n, *pathways = levels + 3 * n;
    for (int64_t i = 0; i < n; i++) {
        double strengths = 0, a = 0, b = 0, c = 0, local = 0, active = 0, bonding = 0, linking = 0;
        for (int64_t place = start[i]; place < start[i] + size[i]; place++) {
            double s = strength[place];
            int64_t j = other[place];
            if (j >= n) {
                linking += s >= 0.1 ? 1.0 : 0.0;
                continue;
            }
            strengths += s;
            a += s * stress[j];
            b += s * agency[j];
            c += s * pathways[j];
            if (s >= 0.1) {
                local += 1.0;
                bonding += kind[place] == 0 ? 1.0 : 0.0;
                active += activity[j] != 0 ? 1.0 : 0.0;
            }
        }
        int alone = strengths <= 0.0;
        out[i] = alone ? stress[i] : a / strengths;
        out[n + i] = alone ? agency[i] : b / strengths;
        out[2 * n + i] = alone ? pathways[i] : c / strengths;
        out[3 * n + i] = strengths / 5.0 < 1.0 ? strengths / 5.0 : 1.0;
        out[4 * n + i] = bonding;
        out[5 * n + i] = local - bonding;
        out[6 * n + i] = linking;
        out[7 * n + i] = local > 0.0 ? active / local : 0.0;
        out[8 * n + i] = active;
    }
}

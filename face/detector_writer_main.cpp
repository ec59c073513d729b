// SPDX-License-Identifier: GPL-3.0-or-later
// Runs while the kit is built: writes dlib's frontal face detector as dlib serialises it.
#include <cstdio>
#include <dlib/image_processing/frontal_face_detector.h>
#include <fstream>

int main(int argc, char** argv)
{
    if (argc != 2)
        return 2;
    std::ofstream file(argv[1], std::ios::binary);
    dlib::serialize(dlib::get_frontal_face_detector(), file);
    file.flush();
    if (!file)
        std::fprintf(stderr, "cannot write %s\n", argv[1]);
    return file ? 0 : 1;
}
